import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { AVATAR_SIZES, type AvatarSize } from './avatar-image.js';

/** What lists and pages show; the same path with 64 or 256 is there too. */
const SHOWN: AvatarSize = 128;
const FILE = new RegExp(`^[0-9a-f]{32}-(${AVATAR_SIZES.join('|')})\\.webp$`);

/** The address of a person's picture, for those of their organization; null for the initials. */
export function avatarUrl(userId: string, avatarKey: string | null): string | null {
  return avatarKey ? `/api/v1/users/${userId}/avatar/${avatarKey}-${SHOWN}.webp` : null;
}

export function isAvatarFile(name: string): boolean {
  return FILE.test(name);
}

export function avatarFolder(orgId: OrgId): string {
  return `orgs/${orgId}/avatars/`;
}

/** In the storage. The person is part of it, so that two with the same picture do not share a file. */
export function avatarPath(orgId: OrgId, userId: UserId, file: string): string {
  return `${avatarFolder(orgId)}${userId}/${file}`;
}

export function avatarFile(hash: string, size: AvatarSize): string {
  return `${hash}-${size}.webp`;
}
