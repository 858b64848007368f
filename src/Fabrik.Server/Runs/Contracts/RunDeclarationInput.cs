using System.ComponentModel;
using Fabrik.Core.Time;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>The body of <c>POST /v1/runs</c>, for the API's description; <see cref="RunDeclarationBody"/> reads it.</summary>
internal sealed record RunDeclarationInput
{
    [Description("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}; made by the server where it is absent.")]
    public string? RunId { get; init; }

    public string? Name { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? AgentVersion { get; init; }

    public string? Env { get; init; }

    public string? Release { get; init; }

    public string? SessionId { get; init; }

    [Description("Now, where it is absent.")]
    public UnixTime? StartedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
