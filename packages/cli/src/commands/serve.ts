import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { example, numberOption, rulesOption } from '../options.ts'
import { type ServeOptions, serve } from '../serve/serve.ts'
import { settingsText } from '../serve/settings-text.ts'
import { print } from '../terminal.ts'

/** Adds `serve`: the HTTP service, until it is told to stop. */
export const addServe = (program: Command, { terminal, finish }: Context): void => {
  program
    .command('serve')
    .description(
      'answer over HTTP, with the same JSON; settings come from the environment too (PORT, HOST, RULES_DIR, …)',
    )
    .addOption(numberOption('--port <port>', 'the port; 0: any that is free', 0, 65_535))
    .option('--host <host>', 'the address to listen on; absent: this machine alone')
    .addOption(rulesOption())
    .option('--watch', 'load the rules anew when the directory changes; SIGHUP does so either way')
    .addOption(numberOption('--cluster <count>', 'how many processes share the port', 1, 64))
    .option('--settings', 'print every setting of the environment, its default and what it means')
    .addHelpText(
      'after',
      example('virtual-school serve --port 3000', 'virtual-school serve --rules rules --watch --cluster 2'),
    )
    .action(async ({ settings = false, ...options }: ServeOptions & { readonly settings?: boolean }) =>
      settings ? print(terminal, await settingsText()) : finish(await serve(options, terminal)),
    )
}
