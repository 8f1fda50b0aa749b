/** How one thing came out that was looked at. */
export interface Check {
  readonly outcome: 'passed' | 'failed' | 'not-tried'
  /** A sentence: what was looked at and how it came out. */
  readonly text: string
}

export const passed = (text: string): Check => ({ outcome: 'passed', text })
export const failed = (text: string): Check => ({ outcome: 'failed', text })
export const notTried = (text: string): Check => ({ outcome: 'not-tried', text })
