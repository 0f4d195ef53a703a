import { Suspense, lazy } from 'react'
import { Route, Switch } from 'wouter'
import { AppBoundary } from './AppBoundary.tsx'
import { NotFound } from './NotFound.tsx'
import { SkipLink } from './SkipLink.tsx'
import { withDeskTexts } from './with-desk-texts.ts'
import { useOpened } from './use-opened.ts'

// Neither the wall's first number nor the leader's figures may wait for the other rooms' code.
const FrontRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/FrontRoom.tsx'))).FrontRoom }))
const WallRoom = lazy(async () => ({ default: (await import('../rooms/WallRoom.tsx')).WallRoom }))
const BenchRoom = lazy(async () => ({ default: (await import('../rooms/BenchRoom.tsx')).BenchRoom }))
const GalleryRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/GalleryRoom.tsx'))).GalleryRoom }))
const LoginRoom = lazy(async () => ({ default: (await import('../rooms/LoginRoom.tsx')).LoginRoom }))
const AgencyRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/agency/AgencyRoom.tsx'))).AgencyRoom }))
const FigureRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/figure/FigureRoom.tsx'))).FigureRoom }))
const IndicatorRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/indicator/IndicatorRoom.tsx'))).IndicatorRoom }))
const PaperSceneRoom = lazy(async () => ({ default: (await import('../rooms/paper/PaperSceneRoom.tsx')).PaperSceneRoom }))
const LeaderRoom = lazy(async () => ({ default: (await import('../rooms/leader/LeaderRoom.tsx')).LeaderRoom }))
const HelpRoom = lazy(async () => ({ default: (await import('../rooms/help/HelpRoom.tsx')).HelpRoom }))
const AdminRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/admin/AdminRoom.tsx'))).AdminRoom }))
const BoardsRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/board/BoardsRoom.tsx'))).BoardsRoom }))
const BoardRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/board/BoardRoom.tsx'))).BoardRoom }))
const EditRoom = lazy(async () => ({ default: (await withDeskTexts(import('../rooms/board/edit/EditRoom.tsx'))).EditRoom }))

/** The pages. A room's code is loaded when it is entered. */
export function App() {
  useOpened()
  return (
    <AppBoundary>
      <SkipLink />
      <Suspense fallback={null}>
        <Switch>
          <Route path="/" component={FrontRoom} />
          <Route path="/wall/bench" component={BenchRoom} />
          <Route path="/wall/:wallId">{({ wallId }) => <WallRoom wallId={wallId} />}</Route>
          <Route path="/login" component={LoginRoom} />
          <Route path="/agency" component={AgencyRoom} />
          <Route path="/leader/*?" component={LeaderRoom} />
          <Route path="/help/:room" component={HelpRoom} />
          <Route path="/admin" component={AdminRoom} />
          <Route path="/figure/:series">{({ series }) => <FigureRoom key={series} series={decodeURIComponent(series)} />}</Route>
          <Route path="/indicator/:id">{({ id }) => <IndicatorRoom key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/boards" component={BoardsRoom} />
          <Route path="/boards/:id">{({ id }) => <BoardRoom key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/boards/:id/edit">{({ id }) => <EditRoom key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/print/scene/:id">{({ id }) => <PaperSceneRoom key={id} id={decodeURIComponent(id)} />}</Route>
          <Route path="/gallery" component={GalleryRoom} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </AppBoundary>
  )
}
