using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs.Completion;

/// <summary>Prints a shell's completion script; the script asks fabrik itself, by its <c>[suggest]</c> directive.</summary>
internal sealed class CompletionVerb : Verb
{
    public CompletionVerb(CliEnvironment environment)
        : base(
            "completion",
            "Print the completion script of a shell",
            new("source <(fabrik completion bash)", "bash, this session"),
            new("fabrik completion fish > ~/.config/fish/completions/fabrik.fish", "fish, for good"))
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Arguments.Add(shell);
        Runs(environment, (parsed, screen, _) =>
        {
            screen.Data(parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                var other => throw new CliFailure(ExitCode.Usage, $"no completion for '{other}'", "bash, zsh and fish are known"),
            });
            return Task.FromResult(ExitCode.Pass);
        });
    }

    private const string Bash = """
        _fabrik() {
          local line=${COMP_LINE#"${COMP_WORDS[0]}"}
          local at=$((COMP_POINT - ${#COMP_WORDS[0]}))
          mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$((at < 1 ? 0 : at - 1))]" "${line# }" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _fabrik fabrik ./fabrik

        """;

    private const string Zsh = """
        #compdef fabrik
        _fabrik() {
          local line="${words[2,-1]}"
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
          compadd -a found
        }
        compdef _fabrik fabrik

        """;

    private const string Fish = """
        function __fabrik_complete
          set -l line (string replace -r '^\S+\s*' '' -- (commandline -cp))
          fabrik "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c fabrik -f -a '(__fabrik_complete)'

        """;
}
