// The way to the core in the window: one Tauri command in front of the same table.
import { invoke } from '@tauri-apps/api/core';
import { RpcError, toFailure } from './failure';
import type { Door } from './door';

export const tauriDoor: Door = {
  entered: true,
  async call(command, input, session) {
    try {
      return await invoke('rpc', { command, input, session });
    } catch (refused) {
      throw new RpcError(toFailure(refused));
    }
  },
};
