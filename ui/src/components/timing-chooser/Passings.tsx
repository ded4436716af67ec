/** Who was heard last, as a display would name them. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimingPreview } from '../../api/timing-choice';
import classes from './chooser.module.css';

export function Passings({ passings }: Pick<TimingPreview, 'passings'>) {
  const { t } = useTranslation('displays');
  if (passings.length === 0) return <Text size="sm" c="dimmed">{t('passing.none')}</Text>;
  return (
    <div className={classes.passings} role="region" aria-label={t('passing.title')} tabIndex={0}>
      <table>
        <tbody>
          {passings.map(({ key, time, bib, name, race, tag, location }) => (
            <tr key={key}>
              <td>{time}</td>
              <td>{name === null && bib === null
                ? <Text span size="sm" c="dimmed">{t('passing.unknown', { tag })}</Text>
                : <><strong>{name ?? t('passing.hidden')}</strong> <Text span size="sm" c="dimmed">{[bib, race].filter((part) => part !== null && part !== '').join(' · ')}</Text></>}</td>
              <td><Text span size="sm" c="dimmed">{location}</Text></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
