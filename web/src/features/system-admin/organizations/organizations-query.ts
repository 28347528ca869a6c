import type { SystemOrg } from '../../../api/client';
import type { StatusTone } from '../../../components/status-dot';

export type OrgStatus = SystemOrg['status'];
export type Plan = SystemOrg['plan'];

export const orgStatuses: readonly OrgStatus[] = ['active', 'suspended', 'deleting'];
export const plans: readonly Plan[] = ['free', 'starter', 'pro', 'enterprise'];
export const orgTones: Record<OrgStatus, StatusTone> = { active: 'ok', suspended: 'attention', deleting: 'danger' };

/** Every list and page of organizations. */
export const orgsKey = ['system-admin', 'orgs'] as const;
export const orgKey = (id: string) => [...orgsKey, id] as const;
export const deletionKey = (id: string) => [...orgKey(id), 'deletion'] as const;
