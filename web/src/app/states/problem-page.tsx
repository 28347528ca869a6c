import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem';
import { CopyText } from '../../components/copy-text';
import { useProblemText } from '../../components/problem-text';
import { MessagePage } from './message-page';

/** For a page that cannot be shown at all; the request id is there to copy. */
export function ProblemPage({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  return (
    <MessagePage whole title={t('states.problem.title')} text={text(problem)}>
      <Button onClick={onRetry}>{t('common.retry')}</Button>
      {problem.requestId ? <CopyText value={problem.requestId} label={t('common.copyRequestId')} /> : null}
    </MessagePage>
  );
}
