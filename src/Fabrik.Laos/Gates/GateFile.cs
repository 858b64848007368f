namespace Fabrik.Laos.Gates;

/// <summary>A review file as it is to be written, or why it is left as it is.</summary>
/// <param name="Name">Within the review folder.</param>
/// <param name="Text">Null when the file there must stay.</param>
/// <param name="Note">What a person should know; null for nothing.</param>
public sealed record GateFile(string Name, string? Text, string? Note = null);
