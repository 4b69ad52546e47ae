// A small form, in a dialog or alone: sent once at a time; a refusal is spread over its fields, and the cursor goes to the first
// that is wrong.
import { nextTick, type Ref } from 'vue';
import type { Failure } from '@/generated/bindings';
import { isComposing } from '../ime';

interface DialogForm {
  busy: Readonly<Ref<boolean>>;
  /** Why the last sending was refused. */
  failure: Readonly<Ref<Failure | null>>;
  /** Whether it may be sent; says at its fields why not. */
  ready?(): boolean;
  /** Sends it; undefined when it was refused. */
  send(): Promise<unknown>;
  refuse(failure: Failure | null): void;
}

export function useDialogForm(root: Readonly<Ref<HTMLElement | null>>, { busy, failure, ready, send, refuse }: DialogForm) {
  /** The first field that is wrong, else the first there is. */
  async function focus(): Promise<void> {
    await nextTick();
    const form = root.value;
    (form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector('input'))?.focus();
  }

  /** Answers whether it is done. */
  async function submit(): Promise<boolean> {
    if (busy.value) return false;
    if (ready?.() !== false) {
      if ((await send()) !== undefined) return true;
      refuse(failure.value);
    }
    await focus();
    return false;
  }

  /** For Enter in a field; a button does what it says. */
  function isSent(event: KeyboardEvent): boolean {
    if (isComposing(event) || event.target instanceof HTMLButtonElement) return false;
    event.preventDefault();
    return true;
  }

  return { focus, submit, isSent };
}
