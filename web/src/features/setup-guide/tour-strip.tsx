import { Button } from '@mantine/core';
import { CircleCheck, Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../app/me';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { places, type TourState } from './setup-steps';
import { useSetupGuide } from './use-setup-guide';
import classes from './setup-guide.module.css';

/**
 * The tour, from the first sign-in until it is finished or skipped: the step that is due, above every page. It takes
 * neither the focus nor a click from what somebody came for; what a step is about is lit up when they ask.
 */
export function TourStrip() {
  const { t } = useTranslation();
  const me = useMe();
  const { steps, at, move } = useSetupGuide();

  const due = steps[at];
  if (!due) return null;
  const next = steps[at + 1];
  const end = () =>
    move.mutate({ status: 'completed' }, { onSuccess: () => notify(t('setup.ended', { title: t('setup.title') })) });
  return (
    <section className={classes.strip} aria-label={t('setup.title')}>
      <Compass size={16} aria-hidden="true" />
      <div className={classes.words} aria-live="polite">
        <p>
          <span className={classes.dim}>{t('setup.progress', { at: at + 1, count: steps.length })}</span>{' '}
          <strong>{t(`setup.steps.${due.step}.title`)}</strong>
          {due.done ? (
            <span className={classes.done}>
              <CircleCheck size={14} aria-hidden="true" /> {t('setup.done')}
            </span>
          ) : null}
        </p>
        <p>{t(`setup.steps.${due.step}.text`)}</p>
      </div>
      <div className={classes.actions}>
        <Button
          component={Link}
          to={places[due.step].to(me)}
          state={{ tour: due.step } satisfies TourState}
          variant="default"
          size="compact-sm"
        >
          {t('setup.show')}
        </Button>
        <Button
          size="compact-sm"
          loading={move.isPending}
          onClick={() => (next ? move.mutate({ status: 'pending', step: next.step }) : end())}
        >
          {t(next ? 'setup.next' : 'setup.finish')}
        </Button>
        {next ? (
          <Button variant="subtle" color="gray" size="compact-sm" disabled={move.isPending} onClick={end}>
            {t('setup.skip')}
          </Button>
        ) : null}
      </div>
      <ProblemNote problem={move.error} />
    </section>
  );
}
