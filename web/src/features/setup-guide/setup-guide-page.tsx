import { Button, Skeleton } from '@mantine/core';
import { Circle, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../app/me';
import { ProblemNote } from '../../components/problem-note';
import { Section } from '../../components/section';
import { places, type TourState } from './setup-steps';
import { useSetupGuide } from './use-setup-guide';
import classes from './setup-guide.module.css';

/** The steps of one's role with their ticks, and the tour once more. */
export function SetupGuidePage() {
  const { t } = useTranslation();
  const me = useMe();
  const { guide, steps, move } = useSetupGuide();
  return (
    <Section title={t('setup.title')} about={t('setup.about')}>
      {guide.data ? null : <ProblemNote problem={guide.error} onRetry={() => void guide.refetch()} />}
      {guide.isPending ? <Skeleton height={160} radius={8} /> : null}
      <ol className={classes.steps}>
        {steps.map(({ step, done }) => (
          <li key={step} className={classes.step}>
            {done ? (
              <CircleCheck size={20} className={classes.ticked} aria-hidden="true" />
            ) : (
              <Circle size={20} className={classes.dim} aria-hidden="true" />
            )}
            <div className={classes.words}>
              <h3>
                {t(`setup.steps.${step}.title`)}{' '}
                <span className={done ? classes.done : classes.dim}>{t(done ? 'setup.done' : 'setup.toDo')}</span>
              </h3>
              <p>{t(`setup.steps.${step}.text`)}</p>
            </div>
            <Button
              component={Link}
              to={places[step].to(me)}
              state={{ tour: step } satisfies TourState}
              variant="default"
              size="compact-sm"
              aria-label={t('setup.showStep', { step: t(`setup.steps.${step}.title`) })}
            >
              {t('setup.show')}
            </Button>
          </li>
        ))}
      </ol>
      <ProblemNote problem={move.error} />
      {guide.data?.status === 'completed' ? (
        <Button loading={move.isPending} onClick={() => move.mutate({ status: 'pending' })}>
          {t('setup.again')}
        </Button>
      ) : null}
      {guide.data?.status === 'pending' ? <p className={classes.dim}>{t('setup.running')}</p> : null}
    </Section>
  );
}
