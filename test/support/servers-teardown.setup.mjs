export default () => globalThis.musterTestServers?.stop();
