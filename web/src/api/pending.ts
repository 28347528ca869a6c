import { client } from './generated/client.gen';
import type { Me, User } from './generated/types.gen';

// Routes that the server does not have yet. Each goes from here when the generated client has it.

type Role = User['role'];
const data = { responseStyle: 'data', throwOnError: true } as const;
const json = { ...data, headers: { 'Content-Type': 'application/json' } } as const;

export interface BulkInviteResult {
  results: { email: string; status: 'invited' | 'refused'; code?: string }[];
}

type To = { path: { id: string } };
const answer = <T>(request: Promise<unknown>) => request as Promise<T>;

export const updateUser = (options: To & { body: { name?: string; role?: Role } }) =>
  answer<User>(client.patch({ url: '/api/v1/users/{id}', ...json, ...options }));
export const revokeInvite = (options: To) =>
  answer<unknown>(client.delete({ url: '/api/v1/users/{id}', ...data, ...options }));
export const sendSignInLink = (options: To) =>
  answer<unknown>(client.post({ url: '/api/v1/users/{id}/sign-in-link', ...data, ...options }));
export const setUserPassword = (options: To & { body: { password: string; mustChange?: boolean } }) =>
  answer<unknown>(client.put({ url: '/api/v1/users/{id}/password', ...json, ...options }));
export const deactivateUser = (options: To) =>
  answer<User>(client.post({ url: '/api/v1/users/{id}/deactivate', ...data, ...options }));
export const reactivateUser = (options: To) =>
  answer<User>(client.post({ url: '/api/v1/users/{id}/reactivate', ...data, ...options }));
export const bulkInvite = (options: { body: { users: { name: string; email: string; role: Role }[] } }) =>
  answer<BulkInviteResult>(client.post({ url: '/api/v1/users/bulk', ...json, ...options }));
export const updateMe = (options: { body: { name: string } }) =>
  answer<Me>(client.patch({ url: '/api/v1/me', ...json, ...options }));
export const setMyAvatar = ({ body }: { body: { file: Blob } }) => {
  const form = new FormData();
  form.append('file', body.file);
  return answer<Me>(client.put({ url: '/api/v1/me/avatar', ...data, body: form, bodySerializer: null }));
};
export const removeMyAvatar = () => answer<Me>(client.delete({ url: '/api/v1/me/avatar', ...data }));
