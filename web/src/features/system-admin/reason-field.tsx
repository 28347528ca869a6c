import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Why something is done, for the audit log; `help` says who reads it. The first field of its dialog. */
export function ReasonField(props: { help: string; value: string; onChange: (reason: string) => void }) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('systemAdmin.reason')}
      description={props.help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      maxLength={500}
      minRows={2}
      autosize
      data-autofocus
    />
  );
}
