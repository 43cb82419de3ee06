/**
 * One set of icons, 16 px with a stroke of 1.5 px. Only what is named here gets
 * into the bundle. KindIcon and StateIcon say what a record is and how it stands,
 * the same everywhere.
 */
import {
  Activity,
  Archive,
  ArchiveRestore,
  ArrowDown,
  ArrowLeft,
  ArrowLeftRight,
  ArrowRight,
  ArrowUp,
  ArrowUpRight,
  AtSign,
  BadgeCheck,
  Ban,
  Bell,
  BellOff,
  Bold,
  BookOpen,
  Bookmark,
  Box,
  Briefcase,
  Bug,
  Building2,
  Calendar,
  CalendarDays,
  ChartColumn,
  ChartGantt,
  ChartLine,
  Check,
  CheckCheck,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  ChevronsDownUp,
  ChevronsUpDown,
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleQuestionMark,
  CircleX,
  ClipboardCheck,
  Clock,
  CloudOff,
  Code,
  Columns3,
  Command,
  Coins,
  Compass,
  Contact,
  Copy,
  CornerDownLeft,
  Database,
  Download,
  Ellipsis,
  EllipsisVertical,
  ExternalLink,
  Eye,
  EyeOff,
  File,
  FileText,
  Filter,
  Flag,
  FlaskConical,
  Folder,
  FolderInput,
  Funnel,
  Gauge,
  Gavel,
  GitBranch,
  Wrench,
  OctagonX,
  Rss,
  GitPullRequest,
  GitCommitHorizontal,
  Globe,
  GripVertical,
  Handshake,
  Hash,
  Heading,
  Heading1,
  Heading2,
  Headphones,
  History,
  House,
  Image,
  Import,
  Inbox,
  Info,
  Italic,
  KeyRound,
  Layers,
  LayoutDashboard,
  LayoutGrid,
  Lightbulb,
  Link,
  List,
  ListChecks,
  ListFilter,
  ListOrdered,
  ListTodo,
  ListTree,
  Lock,
  LogOut,
  Mail,
  Map as MapDrawing,
  Megaphone,
  Menu,
  MessageCircle,
  MessageSquare,
  MessageSquareQuote,
  Milestone,
  Minus,
  Monitor,
  Moon,
  Package,
  PanelLeft,
  PanelRight,
  Paperclip,
  Pause,
  Pencil,
  Pin,
  Play,
  Plug,
  Plus,
  Puzzle,
  Quote,
  Redo2,
  RefreshCw,
  Rocket,
  RotateCcw,
  Route,
  Save,
  Scale,
  Search,
  Send,
  Settings,
  Share2,
  Shield,
  ShieldCheck,
  Signpost,
  Slash,
  SlidersHorizontal,
  Sparkles,
  Split,
  Square,
  SquareCheck,
  SquareDashed,
  SquareKanban,
  Star,
  Strikethrough,
  Sun,
  Table,
  Table2,
  Tag,
  Target,
  Telescope,
  Text,
  ThumbsDown,
  ThumbsUp,
  Timer,
  Trash2,
  TrendingDown,
  TrendingUp,
  TriangleAlert,
  Undo2,
  Unlink,
  Upload,
  User,
  UserPlus,
  UserSearch,
  Users,
  Waypoints,
  Webhook,
  WifiOff,
  Workflow,
  X,
  Zap,
  ZoomIn,
  ZoomOut,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement } from 'react'

import { cx } from './cx'

const icons = {
  activity: Activity,
  archive: Archive,
  'archive-restore': ArchiveRestore,
  'arrow-down': ArrowDown,
  'arrow-left-right': ArrowLeftRight,
  'arrow-left': ArrowLeft,
  'arrow-right': ArrowRight,
  'arrow-up': ArrowUp,
  'arrow-up-right': ArrowUpRight,
  'at-sign': AtSign,
  'badge-check': BadgeCheck,
  ban: Ban,
  bell: Bell,
  'bell-off': BellOff,
  bold: Bold,
  'book-open': BookOpen,
  bookmark: Bookmark,
  box: Box,
  briefcase: Briefcase,
  bug: Bug,
  'building-2': Building2,
  calendar: Calendar,
  'calendar-days': CalendarDays,
  'chart-column': ChartColumn,
  'chart-gantt': ChartGantt,
  'chart-line': ChartLine,
  check: Check,
  'check-check': CheckCheck,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  'chevrons-down-up': ChevronsDownUp,
  'chevrons-up-down': ChevronsUpDown,
  circle: Circle,
  'circle-alert': CircleAlert,
  'circle-check': CircleCheck,
  'circle-dot': CircleDot,
  'circle-question-mark': CircleQuestionMark,
  'circle-x': CircleX,
  'clipboard-check': ClipboardCheck,
  clock: Clock,
  'cloud-off': CloudOff,
  code: Code,
  'columns-3': Columns3,
  command: Command,
  coins: Coins,
  compass: Compass,
  contact: Contact,
  copy: Copy,
  'corner-down-left': CornerDownLeft,
  database: Database,
  download: Download,
  ellipsis: Ellipsis,
  'ellipsis-vertical': EllipsisVertical,
  'external-link': ExternalLink,
  eye: Eye,
  'eye-off': EyeOff,
  file: File,
  'file-text': FileText,
  filter: Filter,
  flag: Flag,
  'flask-conical': FlaskConical,
  folder: Folder,
  'folder-input': FolderInput,
  funnel: Funnel,
  gauge: Gauge,
  gavel: Gavel,
  'git-branch': GitBranch,
  wrench: Wrench,
  'octagon-x': OctagonX,
  rss: Rss,
  'git-pull-request': GitPullRequest,
  'git-commit-horizontal': GitCommitHorizontal,
  globe: Globe,
  'grip-vertical': GripVertical,
  handshake: Handshake,
  hash: Hash,
  heading: Heading,
  'heading-1': Heading1,
  'heading-2': Heading2,
  headphones: Headphones,
  history: History,
  house: House,
  image: Image,
  import: Import,
  inbox: Inbox,
  info: Info,
  italic: Italic,
  'key-round': KeyRound,
  layers: Layers,
  'layout-dashboard': LayoutDashboard,
  'layout-grid': LayoutGrid,
  lightbulb: Lightbulb,
  link: Link,
  list: List,
  'list-checks': ListChecks,
  'list-filter': ListFilter,
  'list-ordered': ListOrdered,
  'list-todo': ListTodo,
  'list-tree': ListTree,
  lock: Lock,
  'log-out': LogOut,
  mail: Mail,
  map: MapDrawing,
  megaphone: Megaphone,
  menu: Menu,
  'message-circle': MessageCircle,
  'message-square': MessageSquare,
  'message-square-quote': MessageSquareQuote,
  milestone: Milestone,
  minus: Minus,
  monitor: Monitor,
  moon: Moon,
  package: Package,
  'panel-left': PanelLeft,
  'panel-right': PanelRight,
  paperclip: Paperclip,
  pause: Pause,
  pencil: Pencil,
  pin: Pin,
  play: Play,
  plug: Plug,
  plus: Plus,
  puzzle: Puzzle,
  quote: Quote,
  'redo-2': Redo2,
  'refresh-cw': RefreshCw,
  rocket: Rocket,
  'rotate-ccw': RotateCcw,
  route: Route,
  save: Save,
  scale: Scale,
  search: Search,
  send: Send,
  settings: Settings,
  'share-2': Share2,
  shield: Shield,
  'shield-check': ShieldCheck,
  signpost: Signpost,
  slash: Slash,
  'sliders-horizontal': SlidersHorizontal,
  sparkles: Sparkles,
  split: Split,
  square: Square,
  'square-check': SquareCheck,
  'square-dashed': SquareDashed,
  'square-kanban': SquareKanban,
  star: Star,
  strikethrough: Strikethrough,
  sun: Sun,
  table: Table,
  'table-2': Table2,
  tag: Tag,
  target: Target,
  telescope: Telescope,
  text: Text,
  'thumbs-down': ThumbsDown,
  'thumbs-up': ThumbsUp,
  timer: Timer,
  'trash-2': Trash2,
  'trending-down': TrendingDown,
  'trending-up': TrendingUp,
  'triangle-alert': TriangleAlert,
  'undo-2': Undo2,
  unlink: Unlink,
  upload: Upload,
  user: User,
  'user-plus': UserPlus,
  'user-search': UserSearch,
  users: Users,
  waypoints: Waypoints,
  webhook: Webhook,
  'wifi-off': WifiOff,
  workflow: Workflow,
  x: X,
  zap: Zap,
  'zoom-in': ZoomIn,
  'zoom-out': ZoomOut,
} satisfies Record<string, LucideIcon>

export type IconName = keyof typeof icons
export const iconNames = Object.keys(icons) as IconName[]

/** What parts accept as an icon: a name of the set, or an element of one's own. */
export type IconLike = IconName | (string & {}) | ReactElement

interface IconProps {
  name: IconName | (string & {})
  size?: number
  /** Without a label the icon is decoration. */
  label?: string
  className?: string
}

export function Icon({ name, size = 16, label, className }: IconProps) {
  const Drawing: LucideIcon = icons[name as IconName] ?? CircleQuestionMark
  if (import.meta.env.DEV && !(name in icons)) console.error(`no icon is called ${name}`)
  return (
    <Drawing
      size={size}
      strokeWidth={1.5}
      absoluteStrokeWidth
      className={cx('shrink-0', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  )
}

/** Draws what a part was given as its icon. */
export function drawIcon(icon: IconLike | undefined, size = 16): ReactElement | undefined {
  if (icon === undefined || typeof icon === 'object') return icon
  return <Icon name={icon} size={size} />
}

/** The icon of each kind of record. */
export const kindIcons: Record<string, IconName> = {
  product: 'package',
  portfolio: 'briefcase',
  pillar: 'columns-3',
  objective: 'target',
  initiative: 'rocket',
  feature: 'puzzle',
  story: 'bookmark',
  bug: 'bug',
  task: 'square-check',
  spike: 'flask-conical',
  refinement: 'users',
  sprint: 'timer',
  release: 'tag',
  milestone: 'milestone',
  verdict: 'gavel',
  metric: 'chart-line',
  feedback: 'message-square-quote',
  account: 'building-2',
  contact: 'contact',
  insight: 'lightbulb',
  opportunity: 'telescope',
  risk: 'triangle-alert',
  decision: 'signpost',
  tradeoff: 'scale',
  promise: 'handshake',
  launch: 'megaphone',
  testsession: 'user-search',
}

export function KindIcon({ kind, ...rest }: Omit<IconProps, 'name'> & { kind: string }) {
  return <Icon name={kindIcons[kind] ?? 'file-text'} {...rest} className={cx('text-text-muted', rest.className)} />
}

export type Category = '' | 'todo' | 'doing' | 'done' | 'closed'

/**
 * How a record stands, as a shape: dashed ring, half-filled ring, filled with a
 * tick, filled with a cross. The colour only helps.
 */
export function StateIcon({ category, size = 14, label, className }: { category: Category | (string & {}); size?: number; label?: string; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      className={cx('shrink-0', stateTone[category] ?? 'text-text-faint', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {stateShape(category)}
    </svg>
  )
}

const stateTone: Record<string, string> = {
  todo: 'text-text-faint',
  doing: 'text-amber',
  done: 'text-green',
  closed: 'text-text-faint',
}

function stateShape(category: string) {
  if (category === 'doing')
    return (
      <>
        <circle cx="7" cy="7" r="5.75" stroke="currentColor" strokeWidth="1.5" />
        <path d="M7 3.75a3.25 3.25 0 0 1 0 6.5z" fill="currentColor" />
      </>
    )
  if (category === 'done')
    return (
      <>
        <circle cx="7" cy="7" r="6.5" fill="currentColor" />
        <path d="m4.25 7.25 1.9 1.9 3.6-4.05" stroke="var(--color-bg)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
      </>
    )
  if (category === 'closed')
    return (
      <>
        <circle cx="7" cy="7" r="6.5" fill="currentColor" />
        <path d="m5 5 4 4m0-4-4 4" stroke="var(--color-bg)" strokeWidth="1.5" strokeLinecap="round" />
      </>
    )
  return <circle cx="7" cy="7" r="5.75" stroke="currentColor" strokeWidth="1.5" strokeDasharray={category === 'todo' ? undefined : '2.2 1.41'} />
}
