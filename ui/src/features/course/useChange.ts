/** One change of the set-up at a time; its answer is the event as it is now. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EventCourse } from '../../api/generated';
import { courseKey } from './requests';

export type Work = () => Promise<EventCourse>;

export function useChange(partner: string, eventId: number) {
  const queries = useQueryClient();
  const key = courseKey(partner, eventId);
  return useMutation({
    mutationFn: (work: Work) => work(),
    // What was asked before the change and comes after it would show it undone.
    onMutate: () => queries.cancelQueries({ queryKey: key }),
    onSuccess: (course) => { queries.setQueryData(key, course); },
    onError: () => queries.invalidateQueries({ queryKey: key }),
  });
}
