/** Files on their way in, however they came: chosen, dropped, pasted. Each succeeds or fails by itself, and says so. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ASSETS, bringAsset, type Asset } from '../../../../api/assets';
import { ApiProblem, partnerOf } from '../../../../api/client';
import { sentence } from '../../../../components/ProblemAlert';
import { keepForLater } from '../../offline/uploads';

export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly state: 'sending' | 'done' | 'failed';
  readonly problem?: string;
}

/** By the hub; while it is away, by this browser until it is back. */
async function brought(file: File, licence: string): Promise<Asset> {
  try {
    return await bringAsset(file, licence);
  } catch (error) {
    const partner = partnerOf(location.pathname);
    const later = error instanceof ApiProblem && error.away && partner !== null ? await keepForLater(partner, file) : null;
    if (later === null) throw error;
    return later;
  }
}

let last = 0;

export function useUploads(onBrought?: (asset: Asset) => void, onFailed?: (name: string, problem: string) => void) {
  const { t } = useTranslation('panels');
  const queries = useQueryClient();
  const [licence, setLicence] = useState('');
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const became = (key: number, change: Partial<Upload>): void => {
    setUploads((before) => before.map((each) => (each.key === key ? { ...each, ...change } : each)));
  };
  const bring = async (files: readonly File[]): Promise<void> => {
    const waiting = files.map((file) => { last += 1; return { file, key: last }; });
    setUploads((before) => [...before.filter(({ state }) => state === 'failed'), ...waiting.map(({ key, file }) => ({ key, name: file.name, state: 'sending' as const }))]);
    for (const { key, file } of waiting) {
      try {
        const asset = await brought(file, licence.trim()); // one after the other: they may be large
        became(key, { state: 'done' });
        onBrought?.(asset);
      } catch (error) {
        const problem = sentence(error, t('shell:fault.text'));
        became(key, { state: 'failed', problem });
        onFailed?.(file.name, problem);
      }
    }
    await queries.invalidateQueries({ queryKey: ASSETS });
    setUploads((before) => before.filter(({ state }) => state !== 'done'));
  };
  return { uploads, licence, setLicence, bring: (files: readonly File[]) => { void bring(files); }, dismiss: (key: number) => { setUploads((before) => before.filter((each) => each.key !== key)); } };
}
