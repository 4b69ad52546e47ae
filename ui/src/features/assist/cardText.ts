// What stands beside a box of a leg card.
import type { CardBox, LegKindRow } from '@/generated/bindings';
import type { Words } from '@/shared/words';
import { kindText } from './logText';

export function boxText({ leg, mark }: Pick<CardBox, 'leg' | 'mark'>, kinds: readonly LegKindRow[], words: Words): string {
  if (leg) return kindText(leg, kinds, words);
  return mark ? words(`assist.card.mark.${mark}`) : '';
}
