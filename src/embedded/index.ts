export { startEmbedded, type EmbeddedServers } from './start-embedded.js';
export { FolderInUseError } from './folder-lock.js';
