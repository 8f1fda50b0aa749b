/**
 * What an address is counted under. A household or an office has a whole /64 of IPv6 to call from, so that counts as one;
 * an IPv4 address, also where it is written as IPv6, counts by itself.
 */
export const networkOf = (address: string | undefined): string => {
  if (address === undefined || !address.includes(':') || address.includes('.')) return address ?? 'unknown'
  const [before = '', after] = address.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
