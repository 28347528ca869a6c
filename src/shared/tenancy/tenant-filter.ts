import type { FilterDef, FlushEventArgs, EventSubscriber } from '@mikro-orm/core';
import type { OrgId } from '../ids/ids.js';

export const TENANT_FILTER = 'tenant';

/** The first fence: every ORM read is narrowed to the organization; without parameters it throws, it never opens. */
export const tenantFilter: FilterDef = {
  name: TENANT_FILTER,
  cond: (params: { orgId: OrgId }, _type, _em, _options, entityName) =>
    entityName === 'Org' ? { id: params.orgId } : { orgId: params.orgId },
  default: true,
};

/** Thrown by the second fence. A bug, never a user's doing: answered as 500 and logged. */
export class ForeignTenantWrite extends Error {}

/** The second fence: refuses to flush a row of another organization, whatever way it came into the identity map. */
export class FlushGuard implements EventSubscriber {
  onFlush({ em, uow }: FlushEventArgs): void {
    const { orgId } = em.getFilterParams<{ orgId?: OrgId }>(TENANT_FILTER) ?? {};
    for (const { entity, meta, originalEntity } of uow.getChangeSets()) {
      const row = entity as { id: unknown; orgId?: unknown };
      const before = originalEntity as { orgId?: unknown } | undefined;
      const owner = meta.className === 'Org' ? row.id : row.orgId;
      const moved = before?.orgId !== undefined && before.orgId !== orgId;
      if (!orgId || owner !== orgId || moved) {
        throw new ForeignTenantWrite(`${meta.className} of another organization in a flush`);
      }
    }
  }
}
