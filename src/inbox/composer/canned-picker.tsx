import { useState } from 'preact/hooks';
import type { CannedResponse } from '../../protocol/rest-canned.ts';
import { useTools } from '../shell/context.ts';
import { SearchList } from '../shell/search-list.tsx';
import { useLoad } from '../shell/use-load.ts';
import { t } from '../text.ts';
import { CannedOption, fittingFirst } from './canned-option.tsx';

const TYPING_PAUSE_MS = 150;

interface CannedPickerProps {
  /** The shopper's language. */
  locale: string | undefined;
  onPick(canned: CannedResponse): void;
}

/** The team's templates, found by the beginning of their shortcut. */
export function CannedPicker({ locale, onPick }: CannedPickerProps) {
  const { rest } = useTools();
  const [query, setQuery] = useState('');
  const shortcut = query.trim().replace(/^\//, '');
  const found = useLoad(shortcut, () => rest.canned(shortcut), shortcut === '' ? 0 : TYPING_PAUSE_MS);
  return (
    <SearchList
      field={t('picker.search_canned')}
      list={t('picker.canned')}
      options={fittingFirst(found.value?.responses ?? [], locale)}
      keyOf={(canned) => canned.id}
      onQuery={setQuery}
      onPick={onPick}
      empty={t(
        found.at === 'loading' ? 'picker.loading' : found.at === 'failed' ? 'picker.failed' : 'picker.no_canned',
      )}
      draw={(canned) => <CannedOption canned={canned} />}
    />
  );
}
