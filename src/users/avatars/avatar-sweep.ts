import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../shared/config/config.js';
import { isId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { FileStorage } from '../../shared/storage/file-storage.js';
import { fenced, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, HOUR } from '../../shared/time/clock.js';
import { avatarFile, avatarFolder, avatarPath } from './avatar-address.js';
import { AVATAR_SIZES } from './avatar-image.js';

const EVERY = 6 * HOUR;
/** A file this young may belong to an upload whose commit is still to come. */
const YOUNG = HOUR;

const NAMED = fenced(
  'avatars_named',
  'select id, avatar_key from users where org_id = fence.org and avatar_key is not null',
);

/** Deletes pictures that nobody names any more: what crashes and unreachable storage left behind. */
@Injectable()
export class AvatarSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AvatarSweep.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly db: TenantDb,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    const sweep = () => this.sweep().catch((error: Error) => this.logger.warn(`pictures not swept: ${error.message}`));
    this.timer = setInterval(() => void sweep(), EVERY).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** How many files went. */
  async sweep(): Promise<number> {
    const before = this.clock.in(-YOUNG);
    let gone = 0;
    const byOrg = Map.groupBy(await this.storage.files('orgs/'), ({ key }) => key.split('/')[1] ?? '');
    for (const [orgId, files] of byOrg) {
      if (!isId(orgId)) continue;
      // Read after the files, so that a picture that was set in between is known.
      const named = await this.named(orgId as OrgId);
      for (const { key, changedAt } of files) {
        if (!key.startsWith(avatarFolder(orgId as OrgId)) || named.has(key) || changedAt > before) continue;
        await this.storage.delete(key);
        gone++;
      }
    }
    return gone;
  }

  private async named(orgId: OrgId): Promise<Set<string>> {
    const rows = await this.db.read<{ id: UserId; avatar_key: string }>(orgId, NAMED);
    return new Set(
      rows.flatMap((row) => AVATAR_SIZES.map((size) => avatarPath(orgId, row.id, avatarFile(row.avatar_key, size)))),
    );
  }
}
