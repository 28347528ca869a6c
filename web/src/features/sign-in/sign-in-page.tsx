import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { listProviders } from '../../api/client';
import { lastMethod } from '../../app/last-method';
import { localPath } from '../../app/return-to';
import { useSession } from '../../app/session';
import { CodeStep } from './code-step';
import { EmailStep } from './email-step';
import { ProviderButtons } from './provider-buttons';
import { SignInNote } from './sign-in-note';
import classes from './sign-in.module.css';

/** Kept in the history entry, so that a reload or the back button loses nothing. */
export interface SignInState {
  email?: string;
  /** Milliseconds since 1970, once a link was asked for. */
  askedAt?: number;
}

export function SignInPage() {
  const { t } = useTranslation();
  const session = useSession();
  const location = useLocation();
  const [search] = useSearchParams();
  const state = (location.state ?? {}) as SignInState;
  // Public: nothing on this page may answer 401.
  const providers = useQuery({
    queryKey: ['providers'],
    queryFn: ({ signal }) => listProviders({ signal }),
    staleTime: 300_000,
  });
  const returnTo = localPath(search.get('returnTo'));

  if (session.hint === 'alive') return <Navigate to={returnTo} replace />;
  if (state.email && state.askedAt) return <CodeStep email={state.email} askedAt={state.askedAt} />;

  const last = lastMethod();
  const open = providers.data;
  const outside = (['google', 'microsoft'] as const).filter((name) => open?.[name]);
  const outsideFirst = last === 'google' || last === 'microsoft' ? outside.includes(last) : false;
  const buttons = outside.length > 0 ? <ProviderButtons names={outside} last={last} returnTo={returnTo} /> : null;
  const divider = <p className={classes.divider}>{t('signIn.or')}</p>;

  return (
    <>
      <h1 className={classes.title}>{t('signIn.title')}</h1>
      <SignInNote error={search.get('error')} ended={session.ended} />
      {buttons && outsideFirst ? (
        <>
          {buttons}
          {divider}
        </>
      ) : null}
      <EmailStep email={state.email ?? ''} passwordOpen={open?.password ?? false} last={last} />
      {buttons && !outsideFirst ? (
        <>
          {divider}
          {buttons}
        </>
      ) : null}
      {open?.signUp ? (
        <p className={classes.foot}>
          {t('signIn.newHere')} <Link to="/sign-up">{t('signIn.toSignUp')}</Link>
        </p>
      ) : null}
    </>
  );
}
