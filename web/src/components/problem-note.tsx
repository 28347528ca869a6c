import { Button } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { CopyText } from './copy-text';
import { useProblemText } from './problem-text';
import classes from './problem-note.module.css';

/** What happened and what to do now, in the place where it happened; read out as soon as it appears. */
export function ProblemNote(props: {
  problem: Problem | null | undefined;
  onRetry?: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { problem, onRetry } = props;
  if (!problem) return null;
  // The id only helps where the fault is ours.
  const requestId = problem.status >= 500 || problem.code === 'unexpected' ? problem.requestId : null;
  return (
    <div className={classes.note} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div className={classes.body}>
        <p>{text(problem)}</p>
        {props.children}
        {onRetry || requestId ? (
          <div className={classes.actions}>
            {onRetry ? (
              <Button variant="default" size="compact-sm" onClick={onRetry}>
                {t('common.retry')}
              </Button>
            ) : null}
            {requestId ? <CopyText value={requestId} label={t('common.copyRequestId')} /> : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}
