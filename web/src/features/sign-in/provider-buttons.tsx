import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setOutFor } from '../../app/last-method';
import { GoogleMark, MicrosoftMark } from './provider-marks';
import classes from './sign-in.module.css';

type ProviderName = 'google' | 'microsoft';

const marks = { google: GoogleMark, microsoft: MicrosoftMark };

/** Plain links: the server redirects to the provider and back. The last one used on this device comes first. */
export function ProviderButtons(props: { names: ProviderName[]; last: string | null; returnTo: string }) {
  const { t } = useTranslation();
  const names = props.names.toSorted((a, b) => Number(b === props.last) - Number(a === props.last));
  return (
    <div className={classes.stack}>
      {names.map((name) => {
        const Mark = marks[name];
        return (
          <div key={name} className={classes.way}>
            <Button
              component="a"
              onClick={() => setOutFor(name)}
              href={`/api/v1/auth/${name}?returnTo=${encodeURIComponent(props.returnTo)}`}
              variant="default"
              size="md"
              fullWidth
              leftSection={<Mark />}
            >
              {t(`signIn.with.${name}`)}
            </Button>
            {name === props.last ? <span className={classes.last}>{t('signIn.lastUsed')}</span> : null}
          </div>
        );
      })}
    </div>
  );
}
