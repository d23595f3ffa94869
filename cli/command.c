#include "command.h"

size_t
command_groups(const struct command *command, void *values,
               struct common_options *common,
               struct option_group out[COMMAND_GROUPS])
{
    size_t count = 0;
    out[count++] =
        (struct option_group){ command->shared, command->shared_count, values };
    out[count++] = (struct option_group){ command->options,
                                          command->option_count, values };
    if (command->reads_graph) {
        out[count++] = options_of_graph(common);
    }
    if (command->reads_graph && !command->prints_lines) {
        out[count++] = options_of_rows(common);
    }
    out[count++] = options_general(common);
    return count;
}
