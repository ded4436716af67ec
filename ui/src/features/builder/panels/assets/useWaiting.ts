/** The files that were chosen while the hub was away, as long as it does not have them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ASSETS, type Asset, type WhichAssets } from '../../../../api/assets';
import { partnerOf } from '../../../../api/client';
import { onSent, waitingFiles } from '../../offline/uploads';

export function useWaiting({ kind, category, search = '' }: WhichAssets): readonly Asset[] {
  const queries = useQueryClient();
  const partner = partnerOf(location.pathname) ?? '';
  const { data = [] } = useQuery({ queryKey: [...ASSETS, 'waiting', partner], queryFn: () => waitingFiles(partner), throwOnError: false });
  useEffect(() => onSent(() => { void queries.invalidateQueries({ queryKey: ASSETS }); }), [queries]);
  const wanted = search.toLowerCase();
  return data.filter((asset) => (kind ?? asset.kind) === asset.kind && (category ?? asset.category) === asset.category && asset.name.toLowerCase().includes(wanted));
}
