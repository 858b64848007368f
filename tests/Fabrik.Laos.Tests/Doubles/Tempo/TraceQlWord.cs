namespace Fabrik.Laos.Tests.Doubles.Tempo;

/// <summary>A bare word of TraceQL: a status or a kind. Not equal to any text.</summary>
internal sealed record TraceQlWord(string Name);
