// Which paper slips are printed on: a sheet of A5, or the roll of a receipt printer. A choice of this PC.
import { ref, watch } from 'vue';

export const PAPERS = ['a5', 'mm80'] as const;
export type Paper = (typeof PAPERS)[number];

const KEPT_AS = 'yanshi.paper';
const kept = localStorage.getItem(KEPT_AS);

/** The choice; assign to change it. */
export const paper = ref<Paper>(PAPERS.find((choice) => choice === kept) ?? 'a5');

watch(paper, (chosen) => localStorage.setItem(KEPT_AS, chosen));
