import { client } from './generated/client.gen';
import type { Me } from './generated/types.gen';

// Routes that the server does not have yet. Each goes from here when the generated client has it.

const data = { responseStyle: 'data', throwOnError: true } as const;
const json = { ...data, headers: { 'Content-Type': 'application/json' } } as const;

const answer = <T>(request: Promise<unknown>) => request as Promise<T>;

export const updateMe = (options: { body: { name: string } }) =>
  answer<Me>(client.patch({ url: '/api/v1/me', ...json, ...options }));
export const setMyAvatar = ({ body }: { body: { file: Blob } }) => {
  const form = new FormData();
  form.append('file', body.file);
  return answer<Me>(client.put({ url: '/api/v1/me/avatar', ...data, body: form, bodySerializer: null }));
};
export const removeMyAvatar = () => answer<Me>(client.delete({ url: '/api/v1/me/avatar', ...data }));
