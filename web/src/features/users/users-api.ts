import type { QueryKey } from '@tanstack/react-query';
import { createContext } from 'react';
import { reactivateUser, type Role, sendSignInLink, setUserPassword, updateUser, type User } from '../../api/client';
import { usersKey } from './users-query';

/** What is done to a person, wherever they are looked at from: their own organization, or the platform. */
export interface UsersApi {
  /** The lists that show them. */
  key: QueryKey;
  update: (id: string, body: { name?: string; role?: Role }) => Promise<User>;
  setPassword: (id: string, body: { password: string; mustChange: boolean }) => Promise<unknown>;
  reactivate: (id: string) => Promise<User>;
  sendLink: (id: string) => Promise<unknown>;
}

export const UsersApiContext = createContext<UsersApi>({
  key: usersKey,
  update: (id, body) => updateUser({ path: { id }, body }),
  setPassword: (id, body) => setUserPassword({ path: { id }, body }),
  reactivate: (id) => reactivateUser({ path: { id } }),
  sendLink: (id) => sendSignInLink({ path: { id } }),
});
