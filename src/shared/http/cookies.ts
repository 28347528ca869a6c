import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';

export type CookieName = 'muster_session' | 'muster_browser' | (string & {});

/** The cookies that Muster sets: host-only, HttpOnly, Lax; `__Host-` and Secure where the site is https. */
@Injectable()
export class Cookies {
  constructor(private readonly config: Config) {}

  /** The name as it goes over the wire. */
  nameOf(name: CookieName): string {
    return this.config.secureCookies ? `__Host-${name}` : name;
  }

  read(request: Pick<FastifyRequest, 'headers'>, name: CookieName): string | undefined {
    const wanted = this.nameOf(name);
    for (const part of (request.headers.cookie ?? '').split(';')) {
      const at = part.indexOf('=');
      if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim() || undefined;
    }
    return undefined;
  }

  /** @param maxAge seconds; 0 removes it */
  set(reply: FastifyReply, name: CookieName, value: string, maxAge: number): void {
    const secure = this.config.secureCookies ? '; Secure' : '';
    const line = `${this.nameOf(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
    const before = reply.getHeader('set-cookie');
    const kept = (Array.isArray(before) ? before : before === undefined ? [] : [String(before)]).filter(
      (each) => !each.startsWith(`${this.nameOf(name)}=`),
    );
    // Fastify adds to an earlier Set-Cookie; taking it away first keeps one line a name.
    reply.removeHeader('set-cookie');
    void reply.header('set-cookie', [...kept, line]);
  }

  clear(reply: FastifyReply, name: CookieName): void {
    this.set(reply, name, '', 0);
  }
}
