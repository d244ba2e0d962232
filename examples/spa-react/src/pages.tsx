import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { type Trip, trips } from './trips.ts'
import { weir } from './weir.ts'

export function TripList() {
  return (
    <>
      <title>Trips · Tidebook</title>
      <h1>Where to, today?</h1>
      <ul className="trips">
        {trips.map(({ id, name, line, hours, price }) => (
          <li key={id} data-weir-trip={id}>
            <Link to={`/trips/${id}`}>{name}</Link>
            <p>{line}</p>
            <small>
              {hours} h · €{price}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}

export function TripPage() {
  const { id } = useParams()
  const trip = trips.find((one) => one.id === id)
  return trip === undefined ? <Missing /> : <Details key={trip.id} trip={trip} />
}

// Events of one's own are told where they happen, in handlers: an effect runs twice in strict mode.
function Details({ trip: { id, name, line, price } }: { readonly trip: Trip }) {
  const navigate = useNavigate()
  const [isSaved, setIsSaved] = useState(false)
  const [people, setPeople] = useState(2)
  const save = () => {
    weir.track('save_trip', { trip: id, saved: !isSaved })
    setIsSaved(!isSaved)
  }
  const book = async (event: React.FormEvent) => {
    event.preventDefault()
    weir.track('book_trip', { trip: id, people, value: people * price })
    await navigate('/booked')
  }
  return (
    <>
      <title>{`${name} · Tidebook`}</title>
      <h1>{name}</h1>
      <p>{line}</p>
      <button type="button" className="quiet" aria-pressed={isSaved} onClick={save}>
        {isSaved ? 'Saved' : 'Save for later'}
      </button>
      <form onSubmit={(event) => void book(event)}>
        <label>
          People{' '}
          <input
            name="people"
            type="number"
            min="1"
            max="12"
            value={people}
            onChange={(event) => setPeople(event.target.valueAsNumber || 1)}
          />
        </label>
        <button>Book for €{people * price}</button>
      </form>
    </>
  )
}

export function Booked() {
  return (
    <>
      <title>Booked · Tidebook</title>
      <h1>See you at the jetty</h1>
      <p>
        <Link to="/">More trips</Link>
      </p>
    </>
  )
}

export function Missing() {
  return (
    <>
      <title>Not found · Tidebook</title>
      <h1>Nothing but water here</h1>
    </>
  )
}
