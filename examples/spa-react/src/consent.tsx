import { useState } from 'react'
import { weir } from './weir.ts'

/** The decision is remembered by Weir for itself; what the banner remembers is not to ask again. */
export function Consent() {
  const [isAsking, setIsAsking] = useState(() => localStorage.getItem('asked') === null)
  const decide = (decision: 'grant' | 'deny') => {
    weir.consent[decision]()
    localStorage.setItem('asked', 'yes')
    setIsAsking(false)
  }
  if (!isAsking) {
    return (
      <button type="button" className="quiet" onClick={() => setIsAsking(true)}>
        Privacy choices
      </button>
    )
  }
  return (
    <section className="consent" aria-label="Privacy">
      <p>May we count what you look at here?</p>
      <button type="button" className="quiet" onClick={() => decide('deny')}>
        No, thanks
      </button>
      <button type="button" onClick={() => decide('grant')}>
        Yes, that's fine
      </button>
    </section>
  )
}
