import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { StatusDot, type StatusTone } from '../../components/status-dot';
import { TimeAgo } from '../../components/time-ago';
import classes from './users.module.css';

const inviteTones = {
  queued: 'waiting',
  sent: 'waiting',
  failed: 'danger',
  expired: 'attention',
} as const satisfies Record<string, StatusTone>;

/** Active, deactivated, or how far the invite has come; the last is read out as it changes. */
export function StatusCell({ user }: { user: User }) {
  const { t } = useTranslation();
  if (user.invite) {
    return (
      <span aria-live="polite">
        <StatusDot tone={inviteTones[user.invite.state]}>{t(`users.invites.${user.invite.state}`)}</StatusDot>
      </span>
    );
  }
  return (
    <StatusDot tone={user.status === 'active' ? 'ok' : user.status === 'invited' ? 'waiting' : 'off'}>
      {t(`users.status.${user.status}`)}
    </StatusDot>
  );
}

/** How the person signed in last, and when. */
export function LoginCell({ user }: { user: User }) {
  const { t } = useTranslation();
  if (!user.lastSignIn) return <span className={classes.dim}>{t('methods.never')}</span>;
  return (
    <span className={classes.login}>
      <span>{t(`methods.${user.lastSignIn.method}`)}</span>
      <span className={classes.dim}>
        <TimeAgo at={user.lastSignIn.at} />
      </span>
    </span>
  );
}
