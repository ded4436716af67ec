/** Which event's people: the open ones, the nearest first as the hub lists them. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../api/client';
import type { EventPage } from '../../../../api/generated';
import { ChoiceField } from '../fields/ChoiceField';

interface Props {
  readonly label: string;
  readonly none: string;
  readonly value: string | undefined;
  readonly onCommit: (event: string | undefined) => void;
}

export function EventField(props: Props) {
  const events = useQuery({ queryKey: ['events-to-preview'], queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.get<EventPage>('/api/events', { signal, query: { limit: 200 } }), staleTime: 60_000, throwOnError: false });
  return <ChoiceField {...props} choices={(events.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))} />;
}
