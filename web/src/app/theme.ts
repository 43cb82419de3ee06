/** Light, dark, or as the system. */
export * from '@/lib/theme'
