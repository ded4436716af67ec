/** Whether an element was in sight once: what costs something is asked for then, and not before. */
import { useEffect, useState } from 'react';

export function useInSight(element: Element | null): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (element === null || seen) return undefined;
    const watcher = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true); }, { rootMargin: '300px' });
    watcher.observe(element);
    return () => { watcher.disconnect(); };
  }, [element, seen]);
  return seen;
}
