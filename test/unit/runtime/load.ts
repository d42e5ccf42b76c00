import { vi } from 'vitest'

export type Platform = 'node' | 'web'

/**
 * The runtime and some generated classes, as they are where Node's Buffer can help, and as they are elsewhere. Each
 * load has its own copies: nothing of one may be used with the other.
 */
export async function loadPackage(platform: Platform) {
  vi.resetModules()
  if (platform === 'web') {
    // Whatever else is loaded may need Buffer itself: it only loses the methods that the runtime looks for.
    const withoutMethods = new Proxy(Buffer, {
      get: (target, key): unknown => (key === 'prototype' ? {} : Reflect.get(target, key)),
    })
    vi.stubGlobal('Buffer', withoutMethods)
  }
  try {
    const { utf8Slice, utf8Write } = await import('../../../generated/telegram/runtime/platform.js')
    if (
      (utf8Slice === undefined) !== (platform === 'web') ||
      (utf8Write === undefined) !== (platform === 'web')
    ) {
      throw new Error(`the runtime was not loaded for ${platform}`)
    }
    return {
      ...(await import('../../../generated/telegram/runtime/index.js')),
      ...(await import('../../../generated/telegram/api/functions/messages/send-encrypted.js')),
      ...(await import('../../../generated/telegram/api/functions/messages/get-dialogs.js')),
      ...(await import('../../../generated/telegram/api/functions/messages/send-media.js')),
      ...(await import('../../../generated/telegram/api/functions/invoke-with-layer.js')),
      ...(await import('../../../generated/telegram/api/functions/help/get-config.js')),
      ...(await import('../../../generated/telegram/api/types/input-encrypted-chat.js')),
      ...(await import('../../../generated/telegram/api/types/input-media.js')),
      ...(await import('../../../generated/telegram/api/types/input-document.js')),
      ...(await import('../../../generated/telegram/api/types/input-file.js')),
      ...(await import('../../../generated/telegram/api/types/input-peer.js')),
      ...(await import('../../../generated/telegram/api/types/json-value.js')),
      ...(await import('../../../generated/telegram/api/types/message-media.js')),
      ...(await import('../../../generated/telegram/api/types/message.js')),
      ...(await import('../../../generated/telegram/api/types/message-entity.js')),
      ...(await import('../../../generated/telegram/api/types/peer.js')),
      ...(await import('../../../generated/telegram/api/types/update.js')),
      ...(await import('../../../generated/telegram/api/types/updates.js')),
      ...(await import('../../../generated/telegram/api/types/messages/sent-encrypted-message.js')),
      ...(await import('../../../generated/telegram/mtproto/types/res-pq.js')),
      metadata: (await import('../../../generated/telegram/api/metadata.js')).metadata,
    }
  } finally {
    vi.unstubAllGlobals()
  }
}

export type Package = Awaited<ReturnType<typeof loadPackage>>

/** Bytes from hexadecimal digits; spaces are for the reader. */
export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.replace(/ /g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** What a function throws. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
