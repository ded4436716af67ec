/** Switches at once; the hub is told so that it holds on the next device too. */
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import { ME, type Me } from '../../api/me';
import { failed } from '../../components/toast';
import { speak } from '../i18n';

export function useLanguage(): (language: string) => void {
  const queries = useQueryClient();
  return (language) => {
    void speak(language);
    queries.setQueryData<Me>(ME, (me) => (me === undefined ? me : { ...me, language }));
    api.patch('/api/me', { language }, { partner: null }).catch((error: unknown) => { failed(error instanceof Error ? error.message : String(error)); });
  };
}
