/** Pictures, fonts, films and sounds of a timing partner, and its lines for runners. One function a request. */
import { address, api } from './client';

type Asked = { readonly signal: AbortSignal };
export type AssetKind = 'image' | 'font' | 'video' | 'audio';
export type Category = 'logo' | 'background' | 'wide' | 'tall' | 'square' | 'other';

export interface AssetFile {
  readonly variant: 'original' | 'full' | 'half' | 'thumb';
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

export interface Asset {
  readonly id: number;
  readonly sha256: string;
  readonly kind: AssetKind;
  readonly mime: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly name: string;
  readonly category: Category;
  readonly licence: string;
  readonly family: string | null;
  readonly state: 'pending' | 'ready' | 'failed';
  readonly failure: string | null;
  readonly files: readonly AssetFile[];
  readonly made_at: string;
}

export interface AssetPage {
  readonly assets: readonly Asset[];
  readonly after: number | null;
}

export interface Usage {
  readonly bytes: number;
  readonly quota_bytes: number;
  readonly files: number;
  readonly max_bytes: number;
}

export interface WhichAssets {
  readonly kind?: AssetKind | undefined;
  readonly category?: Category | undefined;
  readonly search?: string;
}

export interface Lines {
  readonly lines: readonly string[];
  readonly version: number;
}

export interface WebsiteStyle {
  readonly title: string;
  readonly colours: readonly string[];
  readonly fonts: readonly string[];
  readonly background: string | null;
}

export const ASSETS = ['assets'] as const;
/** While variants of a picture are being made. */
const SOON_MS = 2_000;

export const assetsQuery = (which: WhichAssets) => ({
  queryKey: [...ASSETS, 'list', which] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number | null }) => (
    api.get<AssetPage>('/api/assets', { signal, query: { ...which, limit: 60, after: pageParam } })
  ),
  initialPageParam: null as number | null, // the type of what follows
  getNextPageParam: ({ after }: AssetPage) => after,
  refetchInterval: ({ state }: { state: { data?: { pages: readonly AssetPage[] } | undefined } }) => (
    state.data?.pages.some(({ assets }) => assets.some((each) => each.state === 'pending')) === true ? SOON_MS : false
  ),
});

export const usageQuery = {
  queryKey: [...ASSETS, 'usage'] as const,
  queryFn: ({ signal }: Asked) => api.get<Usage>('/api/assets/usage', { signal }),
};

export const MESSAGES = ['runner-messages'] as const;
export const messagesQuery = {
  queryKey: MESSAGES,
  queryFn: ({ signal }: Asked) => api.get<Lines>('/api/messages', { signal }),
};

/** `licence`: a font needs one. */
export function bringAsset(file: File, licence = ''): Promise<Asset> {
  const form = new FormData();
  form.append('file', file, file.name);
  if (licence !== '') form.append('licence', licence);
  return api.post<Asset>('/api/assets', form);
}

export const readAsset = (id: number) => api.get<Asset>(`/api/assets/${id}`);
export const changeAsset = (id: number, change: { name?: string; category?: Category; licence?: string }) => api.patch<Asset>(`/api/assets/${id}`, change);
export const removeAsset = (id: number) => api.delete(`/api/assets/${id}`);
export const restoreAsset = (id: number) => api.post<Asset>(`/api/assets/${id}/restore`);
export const saveMessages = (lines: readonly string[], version: number) => api.put<Lines>('/api/messages', { lines, version });
export const readStyle = (url: string) => api.post<WebsiteStyle>('/api/templates/style', { url });

/** Where a file lies, by its content. */
export const assetAddress = (sha256: string) => address(`/api/assets/files/${sha256}`);
