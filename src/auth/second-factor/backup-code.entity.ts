import { defineEntity, p } from '@mikro-orm/core';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';

const BackupCodeSchema = defineEntity({
  name: 'BackupCode',
  tableName: 'backup_codes',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    userId: p.uuid().$type<UserId>(),
    hash: p.text().$type<TokenHash>(),
    createdAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});

/** One of ten codes for the day when the authenticator is not at hand; only its keyed hash. */
export class BackupCode extends BackupCodeSchema.class {}
BackupCodeSchema.setClass(BackupCode);
