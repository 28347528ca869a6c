export { startEmbedded, type EmbeddedOptions, type EmbeddedServers } from './start-embedded.js';
export { FolderInUseError } from './folder-lock.js';
export type { ProviderAccount } from './providers/provider-account.js';
