import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Me } from '../../api/client';
import type { Problem } from '../../api/problem';
import classes from './link.module.css';

const codes = [
  'link_unknown',
  'link_expired',
  'link_used',
  'link_replaced',
  'account_deactivated',
  'org_suspended',
] as const;

export function isDeadLink(problem: Problem): boolean {
  return codes.some((code) => code === problem.code);
}

/** Why the link does not work, and the way on. */
export function DeadLink({ problem, me }: { problem: Problem; me: Me | null }) {
  const { t } = useTranslation();
  const code = codes.find((one) => one === problem.code) ?? 'link_unknown';
  // Whom an organization or an account is shut to, a new link does not help.
  const shut = code === 'account_deactivated' || code === 'org_suspended';
  return (
    <>
      <h1 className={classes.title}>{t(`link.dead.${code}.title`)}</h1>
      <p className={classes.text}>{t(`link.dead.${code}.text`)}</p>
      <div className={classes.actions}>
        {me ? (
          <Button component={Link} to="/" replace size="md">
            {t('link.goOnAs', { name: me.name })}
          </Button>
        ) : (
          <Button component={Link} to="/sign-in" size="md" variant={shut ? 'default' : 'filled'}>
            {t(shut ? 'link.otherAccount' : 'link.askNew')}
          </Button>
        )}
      </div>
    </>
  );
}
