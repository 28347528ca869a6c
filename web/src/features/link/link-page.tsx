import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { inspectLink, type LinkInspection, redeemLink } from '../../api/client';
import { forgetSecret, fragmentSecret, onFragmentSecret } from '../../app/fragment-secret';
import { meQuery } from '../../app/me';
import { useSession } from '../../app/session';
import { ProblemNote } from '../../components/problem-note';
import { useSignInOutcome } from '../sign-in/use-sign-in-outcome';
import { DeadLink, isDeadLink } from './dead-link';
import classes from './link.module.css';

/**
 * Behind every mailed link. Nothing is spent by opening it: mail scanners open links too. It is spent by itself only in
 * the browser that asked for it, and by one click anywhere else.
 */
export function LinkPage() {
  const token = useSyncExternalStore(onFragmentSecret, () => fragmentSecret('token'));
  return token === null ? <NoToken /> : <LinkForToken key={token} token={token} />;
}

function LinkForToken({ token }: { token: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const finish = useSignInOutcome();
  // Whoever is signed in once the link has done its work is no "someone else" any more.
  const [opened, setOpened] = useState(false);
  const me = useQuery({ ...meQuery, enabled: session.hint !== 'none' && !opened });
  const inspection = useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => inspectLink({ body: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const redeem = useMutation({
    mutationFn: () => redeemLink({ body: { token } }),
    onSuccess: async (answer) => {
      // At once, or the page would ask whether to switch to the person who has just come in.
      flushSync(() => setOpened(true));
      await finish(answer);
      forgetSecret('token');
    },
  });

  const link = inspection.data;
  const whoIsKnown = session.hint === 'none' || me.isFetched;
  const automatic = link?.sameBrowser === true && whoIsKnown && !me.data;
  const begun = useRef(false);
  useEffect(() => {
    if (!automatic || begun.current) return;
    begun.current = true;
    redeem.mutate();
  }, [automatic, redeem]);

  const problem = redeem.error ?? inspection.error;
  if (problem && isDeadLink(problem)) return <DeadLink problem={problem} me={me.data ?? null} />;
  if (problem && !link) {
    return (
      <>
        <h1 className={classes.title}>{t('link.pageTitle')}</h1>
        <ProblemNote problem={problem} onRetry={() => void inspection.refetch()} />
      </>
    );
  }
  if (!link || !whoIsKnown) return <LinkSkeleton />;
  if (me.data && !opened) {
    return (
      <SwitchPerson
        link={link}
        current={me.data}
        busy={redeem.isPending}
        problem={redeem.error}
        onSwitch={() => redeem.mutate()}
      />
    );
  }
  return (
    <>
      <h1 className={classes.title}>{t('link.hello', { name: link.name })}</h1>
      <p className={classes.text}>{t(textOf(link), { org: link.orgName, email: link.email })}</p>
      <ProblemNote problem={redeem.error} />
      <Button
        size="md"
        fullWidth
        autoFocus
        loading={opened || redeem.isPending || (automatic && !redeem.isError)}
        onClick={() => redeem.mutate()}
      >
        {t(link.purpose === 'sign_up' ? 'link.create' : 'link.enter', { org: link.orgName })}
      </Button>
    </>
  );
}

function textOf(link: LinkInspection) {
  if (link.purpose === 'invite') return 'link.invite';
  if (link.purpose === 'sign_up') return 'link.signUp';
  return 'link.signIn';
}

function SwitchPerson(props: {
  link: LinkInspection;
  current: { name: string; email: string };
  busy: boolean;
  problem: Parameters<typeof ProblemNote>[0]['problem'];
  onSwitch: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { link, current } = props;
  return (
    <>
      <h1 className={classes.title}>{t('link.switch.title', { name: current.name })}</h1>
      <p className={classes.text}>
        {t('link.switch.text', { current: current.email, name: link.name, email: link.email, org: link.orgName })}
      </p>
      <ProblemNote problem={props.problem} />
      <div className={classes.actions}>
        <Button size="md" loading={props.busy} onClick={props.onSwitch}>
          {t('link.switch.yes', { name: link.name })}
        </Button>
        <Button
          size="md"
          variant="default"
          onClick={() => {
            forgetSecret('token');
            void navigate('/', { replace: true });
          }}
        >
          {t('link.switch.no', { name: current.name })}
        </Button>
      </div>
    </>
  );
}

function NoToken() {
  const { t } = useTranslation();
  return (
    <>
      <h1 className={classes.title}>{t('link.none.title')}</h1>
      <p className={classes.text}>{t('link.none.text')}</p>
      <Button component={Link} to="/sign-in" size="md" fullWidth>
        {t('link.askNew')}
      </Button>
    </>
  );
}

function LinkSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton height={28} width="60%" mb={16} />
      <Skeleton height={16} mb={8} />
      <Skeleton height={16} width="80%" mb={24} />
      <Skeleton height={42} />
    </div>
  );
}
