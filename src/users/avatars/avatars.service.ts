import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { UserId } from '../../shared/ids/ids.js';
import { FileStorage } from '../../shared/storage/file-storage.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { User } from '../user.entity.js';
import { avatarFile, avatarPath, isAvatarFile } from './avatar-address.js';
import { AVATAR_SIZES, makeAvatar } from './avatar-image.js';

/** People's own pictures. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly db: TenantDb,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  /** Throws as `makeAvatar`. Files first: what a crash leaves behind is a file that nobody names, and the sweep's. */
  async set(actor: Actor, file: Buffer): Promise<void> {
    const { hash, sizes } = await makeAvatar(file);
    await Promise.all(
      sizes.map(({ size, bytes }) =>
        this.storage.put(avatarPath(actor.orgId, actor.userId, avatarFile(hash, size)), bytes, 'image/webp'),
      ),
    );
    await this.replace(actor, hash);
  }

  async remove(actor: Actor): Promise<void> {
    await this.replace(actor, null);
  }

  /** A stored size of somebody's picture; 404 for whoever is not of the caller's organization. */
  async read(actor: Actor, userId: UserId, file: string): Promise<Uint8Array> {
    const bytes = isAvatarFile(file) ? await this.storage.get(avatarPath(actor.orgId, userId, file)) : undefined;
    if (!bytes) throw fail('not_found');
    return bytes;
  }

  private async replace(actor: Actor, hash: string | null): Promise<void> {
    const before = await this.db.writeAccess(actor.orgId, async (em) => {
      const user = await em.findOneOrFail(User, { id: actor.userId });
      const { avatarKey = null } = user;
      if (avatarKey === hash) return null;
      user.avatarKey = hash;
      user.updatedAt = this.clock.now();
      this.audit.record(em, {
        action: hash ? 'user.avatar_changed' : 'user.avatar_removed',
        actor,
        origin: actor.origin,
        target: { type: 'user', id: user.id, name: user.name },
      });
      return avatarKey;
    });
    if (!before) return;
    // Gone from here is what counts; a file that could not be deleted now is the sweep's.
    await Promise.allSettled(
      AVATAR_SIZES.map((size) => this.storage.delete(avatarPath(actor.orgId, actor.userId, avatarFile(before, size)))),
    );
  }
}
