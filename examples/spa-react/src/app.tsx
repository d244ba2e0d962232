import { BrowserRouter, Link, Route, Routes } from 'react-router'
import { Consent } from './consent.tsx'
import { Booked, Missing, TripList, TripPage } from './pages.tsx'

export function App() {
  return (
    <BrowserRouter>
      <header>
        <Link to="/">Tidebook</Link>
        <a href="https://en.wikipedia.org/wiki/Tide">How tides work</a>
      </header>
      <main>
        <Routes>
          <Route index element={<TripList />} />
          <Route path="trips/:id" element={<TripPage />} />
          <Route path="booked" element={<Booked />} />
          <Route path="*" element={<Missing />} />
        </Routes>
      </main>
      <footer>
        <Consent />
      </footer>
    </BrowserRouter>
  )
}
