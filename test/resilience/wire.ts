import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way to a server, which a test can cut: to whoever uses it, the server is gone and comes back. */
export class Wire {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
    /** The server's address by this way. */
    readonly url: string,
  ) {
    server.on('connection', (socket: Socket) => {
      // One that was on its way in when the wire was cut.
      if (!server.listening) return void socket.destroy();
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async to(url: string): Promise<Wire> {
    const there = new URL(url);
    const server = createServer((socket) => {
      const onwards = connect(Number(there.port), there.hostname);
      for (const [one, other] of [
        [socket, onwards],
        [onwards, socket],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const here = new URL(url);
    here.hostname = '127.0.0.1';
    here.port = String(port);
    return new Wire(server, port, here.href);
  }

  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Nothing goes through any more, and nobody is told: as where a cable is cut, or the server stands still. */
  freeze(): void {
    for (const socket of this.sockets) socket.pause().unpipe();
  }

  async mend(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }
}
