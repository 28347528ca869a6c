import { Button, Checkbox } from '@mantine/core';
import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me';
import { CopyText } from '../../components/copy-text';
import { FormDialog } from '../../components/form-dialog';
import classes from './account.module.css';

/** The ten codes, shown this once: copy, download, print, and a tick that they are kept before it closes. */
export function BackupCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [kept, setKept] = useState(false);
  const text = `${t('account.codes.fileTitle', { email: me.email })}\n\n${codes.join('\n')}\n`;

  const download = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = 'muster-backup-codes.txt';
    anchor.click();
    URL.revokeObjectURL(address);
  };

  return (
    <FormDialog
      // Esc would lose them for good: until the tick, it asks for the tick.
      onClose={() => {
        if (kept) onClose();
      }}
      title={t('account.codes.title')}
      submit={t('account.codes.done')}
      busy={false}
      dirty
      canSubmit={kept}
      withCancel={false}
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <p>{t('account.codes.about')}</p>
      <div data-print>
        <p className={classes.onPaper}>{t('account.codes.fileTitle', { email: me.email })}</p>
        <ol className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code.replace(/(.{5})(?=.)/g, '$1-')}</code>
            </li>
          ))}
        </ol>
      </div>
      <div className={classes.actions}>
        <CopyText value={text} />
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Download size={14} aria-hidden="true" />}
          onClick={download}
        >
          {t('account.codes.download')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Printer size={14} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t('account.codes.print')}
        </Button>
      </div>
      <Checkbox
        label={t('account.codes.kept')}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
