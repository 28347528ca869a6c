export { startEmbedded, type EmbeddedOptions, type EmbeddedServers } from './start-embedded.js';
export { FolderInUseError } from './folder-lock.js';
export { EmbeddedStartError } from './child-server.js';
