import { useTranslation } from 'react-i18next';
import { Initials } from './initials';
import classes from './person-tag.module.css';

export interface PersonLike {
  id: string;
  name: string;
  avatarUrl: string | null;
  deactivated?: boolean;
}

/** Photo or initials and the name; deactivated people greyed, with the word. */
export function PersonTag({ person, size = 20 }: { person: PersonLike; size?: number }) {
  const { t } = useTranslation();
  const gone = person.deactivated === true;
  return (
    <span className={classes.person} data-faded={gone || undefined}>
      <Initials id={person.id} name={person.name} src={person.avatarUrl} size={size} faded={gone} />
      <span className={classes.name} title={person.name}>
        {person.name}
      </span>
      {gone ? <span className={classes.gone}>{t('people.deactivated')}</span> : null}
    </span>
  );
}
